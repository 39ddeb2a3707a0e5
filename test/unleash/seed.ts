import { type Flag, flags, type Segment, type Strategy, segments } from "./flags.ts";
import type { UnleashServer } from "./servers.ts";

export type Order = "forward" | "reverse";

const features = "/projects/default/features";
const decoy: Segment = { name: "nobody-uses-this", constraints: [] };

/** The same flags either way; order is that of flags, strategies, constraints and values. */
export async function configureAlike(server: UnleashServer, order: Order): Promise<void> {
  // With a decoy before the others, segment 2 is another segment in each region.
  const created = order === "reverse" ? [decoy, ...segments] : segments;
  for (const segment of created) await server.admin("POST", "/segments", inOrder(segment, order));
  for (const flag of ordered(flags, order)) await createFlag(server, flag, order);
  for (const flag of ordered(flags, order)) {
    if (flag.parent) await server.admin("POST", `${features}/${flag.name}/dependencies`, flag.parent);
  }
}

export async function createFlag(server: UnleashServer, flag: Flag, order: Order = "forward"): Promise<void> {
  const { name, type, description, impressionData } = flag;
  await server.admin("POST", features, { name, type, description, impressionData });
  for (const strategy of ordered(flag.strategies ?? [], order)) {
    await server.admin(
      "POST",
      `${inDevelopment(name)}/strategies`,
      await strategyBody(server, name, strategy, order),
    );
  }
  if (flag.variants) await server.admin("PUT", `${inDevelopment(name)}/variants`, flag.variants);
  if (flag.on) await switchFlag(server, name, "on");
}

export async function switchFlag(server: UnleashServer, flag: string, to: "on" | "off"): Promise<void> {
  await server.admin("POST", `${inDevelopment(flag)}/${to}`);
}

/** Replaces the strategy of that title by this one. */
export async function putStrategy(server: UnleashServer, flag: string, strategy: Strategy): Promise<void> {
  const path = `${inDevelopment(flag)}/strategies`;
  const id = find(await server.admin("GET", path), "title", strategy.title);
  await server.admin("PUT", `${path}/${id}`, await strategyBody(server, flag, strategy, "forward"));
}

export async function putSegment(server: UnleashServer, segment: Segment): Promise<void> {
  await server.admin("PUT", `/segments/${await segmentId(server, segment.name)}`, segment);
}

async function strategyBody(server: UnleashServer, flag: string, strategy: Strategy, order: Order) {
  const { title, rollout, constraints = [], variants = [] } = strategy;
  const segmentIds: unknown[] = [];
  for (const { name } of strategy.segments ?? []) segmentIds.push(await segmentId(server, name));
  return {
    name: "flexibleRollout",
    title,
    parameters: { groupId: flag, rollout: String(rollout), stickiness: "default" },
    constraints: inOrder({ constraints }, order).constraints,
    segments: segmentIds,
    variants,
  };
}

async function segmentId(server: UnleashServer, name: string): Promise<unknown> {
  const reply = await server.admin("GET", "/segments");
  if (typeof reply !== "object" || reply === null || !("segments" in reply)) throw new Error("no segments");
  return find(reply.segments, "name", name);
}

/** The id of the entry in an admin API's list whose `key` is `value`. */
function find(list: unknown, key: string, value: string): unknown {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  for (const entry of entries) {
    if (typeof entry !== "object" || entry === null || !("id" in entry)) continue;
    if (Object.entries(entry).some(([name, held]) => name === key && held === value)) return entry.id;
  }
  throw new Error(`nothing with ${key} ${value} in ${JSON.stringify(list)}`);
}

function inOrder<T extends Pick<Segment, "constraints">>(holder: T, order: Order): T {
  const constraints = holder.constraints.map((one) =>
    one.values ? { ...one, values: ordered(one.values, order) } : one,
  );
  return { ...holder, constraints: ordered(constraints, order) };
}

function ordered<T>(list: readonly T[], order: Order): T[] {
  return order === "forward" ? [...list] : list.toReversed();
}

function inDevelopment(flag: string): string {
  return `${features}/${flag}/environments/development`;
}
