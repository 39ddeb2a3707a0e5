import { z } from "zod";
import { parseJson } from "../read-body.ts";
import { account } from "../regions.ts";
import { jsonError, type Service } from "./service.ts";

/** A region's SecureString parameters: full name, with the leading slash, to value. */
export type Parameters = Readonly<Record<string, string>>;

const getParameter = z.object({ Name: z.string(), WithDecryption: z.boolean().default(false) });

/**
 * SSM's GetParameter.
 * @param parameters by AWS region
 */
export function ssmService(parameters: Readonly<Record<string, Parameters>>): Service {
  return ({ headers, body, region }) => {
    const asked = getParameter.safeParse(parseJson(body.toString())).data;
    if (headers["x-amz-target"] !== "AmazonSSM.GetParameter" || !asked) {
      return jsonError(501, "NotImplemented", { message: "The sandbox's SSM has GetParameter alone." });
    }
    const value = parameters[region]?.[asked.Name];
    // SSM sends no message with this one: a caller sees the SDK's "UnknownError".
    if (value === undefined) return jsonError(400, "ParameterNotFound", { __type: "ParameterNotFound" });
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: JSON.stringify({
        Parameter: {
          ARN: `arn:aws:ssm:${region}:${account}:parameter${asked.Name}`,
          DataType: "text",
          LastModifiedDate: 1_767_225_600,
          Name: asked.Name,
          Type: "SecureString",
          Value: asked.WithDecryption ? value : "encrypted: ask again WithDecryption",
          Version: 1,
        },
      }),
    };
  };
}
