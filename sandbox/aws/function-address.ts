import { account } from "../regions.ts";

/** A function as a caller named it. */
export type FunctionAddress = { region: string; name: string; qualifier: string | undefined; arn: string };

/**
 * Reads Lambda's four ways to name a function: `name`, `name:qualifier`, `account:function:name`
 * and the whole ARN (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, FunctionName).
 */
export function functionAddress(
  given: string,
  qualifier: string | null,
  requestRegion: string,
): FunctionAddress {
  const match = /^(?:(?:arn:aws[\w-]*:lambda:([\w-]+):)?\d{12}:function:)?([^:]+)(?::([^:]+))?$/.exec(given);
  const [, region = requestRegion, name = given, suffix] = match ?? [];
  const chosen = qualifier ?? suffix;
  const arn = [`arn:aws:lambda:${region}:${account}:function:${name}`, ...(chosen ? [chosen] : [])].join(":");
  return { region, name, qualifier: chosen, arn };
}
