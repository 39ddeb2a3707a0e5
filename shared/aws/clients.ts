/** Makes one client a region, when it is first asked for. */
export function perRegion<Client>(make: (awsRegion: string) => Client): (awsRegion: string) => Client {
  const clients = new Map<string, Client>();
  return (awsRegion) => {
    const known = clients.get(awsRegion);
    if (known !== undefined) return known;
    const client = make(awsRegion);
    clients.set(awsRegion, client);
    return client;
  };
}

/** The name of an error thrown by an AWS client, such as "ResourceNotFoundException". */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** One sentence for an error of any AWS client; credentials are the usual cause on a new machine. */
export function awsErrorText(error: unknown): string {
  const text =
    error instanceof Error && error.message !== "" ? error.message : errorName(error) || String(error);
  if (errorName(error) === "CredentialsProviderError") {
    return "no AWS credentials found: set AWS_PROFILE, or log in with: aws sso login";
  }
  if (error instanceof AggregateError || /ECONNREFUSED|ENOTFOUND|socket hang up|ECONNRESET/.test(text)) {
    const causes = error instanceof AggregateError ? error.errors.map(String).join(", ") : text;
    return `AWS can't be reached (${causes})`;
  }
  return `${errorName(error)}: ${text}`;
}
