/** What a request was signed for. */
export type Scope = { region: string; service: string };

/**
 * Reads the credential scope out of a Signature Version 4 header:
 * `AWS4-HMAC-SHA256 Credential=AKID/20260131/eu-west-1/lambda/aws4_request, ...`
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * The signature itself is not checked: any key pair is welcome here.
 */
export function signatureScope(authorization: string | undefined): Scope | undefined {
  const match = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request\b/.exec(
    authorization ?? "",
  );
  const [, region, service] = match ?? [];
  return region && service ? { region, service } : undefined;
}
