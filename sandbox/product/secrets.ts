import type { RegionName } from "../regions.ts";

/** The names of the product's secrets, the same in every region. */
export const secretNames = ["synthetic-user", "unleash-token"] as const;

/** The name of one of the product's secrets. */
export type SecretName = (typeof secretNames)[number];

/**
 * What each region's product accepts: the password of the user `synthetic`, and the flag server's
 * client token. No region accepts another's, as in production.
 */
export const secrets: Readonly<Record<RegionName, Readonly<Record<SecretName, string>>>> = {
  us: { "synthetic-user": "us-opens-sesame", "unleash-token": "*:production.us-sandbox-client" },
  eu: { "synthetic-user": "eu-opens-sesame", "unleash-token": "*:production.eu-sandbox-client" },
  au: { "synthetic-user": "au-opens-sesame", "unleash-token": "*:production.au-sandbox-client" },
};
