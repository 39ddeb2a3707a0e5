import { account } from "../regions.ts";
import type { Service } from "./service.ts";

/** STS's GetCallerIdentity: everybody is the same user. */
export const stsService: Service = ({ body }) => {
  const headers = { "content-type": "text/xml" };
  if (new URLSearchParams(body.toString()).get("Action") !== "GetCallerIdentity") {
    const error =
      "<Code>NotImplemented</Code><Message>The sandbox's STS has GetCallerIdentity alone.</Message>";
    return { status: 501, headers, body: `<ErrorResponse><Error>${error}</Error></ErrorResponse>` };
  }
  const arn = `arn:aws:iam::${account}:user/sandbox`;
  const result = `<Arn>${arn}</Arn><UserId>sandbox</UserId><Account>${account}</Account>`;
  return {
    status: 200,
    headers,
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
};
