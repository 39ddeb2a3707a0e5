import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { awsErrorText, errorName, perRegion } from "./clients.ts";

const clientOf = perRegion(
  (region) =>
    new SSMClient({
      region,
      maxAttempts: 2,
      requestHandler: { requestTimeout: 2000, throwOnRequestTimeout: true, connectionTimeout: 1000 },
    }),
);

/** One secret of a region, from that region's own SSM Parameter Store. */
export async function readParameter(awsRegion: string, path: string): Promise<string> {
  try {
    const { Parameter } = await clientOf(awsRegion).send(
      new GetParameterCommand({ Name: path, WithDecryption: true }),
    );
    if (Parameter?.Value !== undefined) return Parameter.Value;
  } catch (cause) {
    if (errorName(cause) !== "ParameterNotFound") {
      throw new Error(`parameter ${path} in ${awsRegion}: ${awsErrorText(cause)}`, { cause });
    }
  }
  throw new Error(
    `there is no parameter ${path} in ${awsRegion}: make it with: aws ssm put-parameter --region ${awsRegion} --type SecureString --name ${path} --value …`,
  );
}
