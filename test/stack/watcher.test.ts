import { expect, test } from "vitest";
import type { Phase } from "../../shared/model/region.ts";
import { watcherOf } from "../../shared/stack/watcher.ts";

const region = (name: string, aws: string, phase: Phase = "live") => ({ name, aws, phase });
const us = region("us", "us-east-1");
const eu = region("eu", "eu-west-1");
const au = region("au", "ap-southeast-2");

test.each([
  ["the next region watches", [us, eu, au], "us", "eu"],
  ["the first watches the last", [us, eu, au], "au", "us"],
  [
    "a region of the same AWS region dies with it, and can't watch",
    [us, region("us2", "us-east-1"), eu],
    "us",
    "eu",
  ],
  ["a planned region watches nobody", [us, region("eu", "eu-west-1", "planned"), au], "us", "au"],
  ["a dark region watches", [us, region("eu", "eu-west-1", "dark")], "us", "eu"],
  ["a planned region is watched too, once it writes", [region("br", "sa-east-1", "planned"), us], "br", "us"],
])("%s", (_, regions, name, watcher) => {
  expect(watcherOf(regions, name)?.name).toBe(watcher);
});

test.each([
  ["a region alone", [us], "us"],
  ["regions that share one AWS region", [us, region("us2", "us-east-1")], "us"],
  ["a region whose only neighbours are planned", [us, region("eu", "eu-west-1", "planned")], "us"],
])("nobody watches %s", (_, regions, name) => {
  expect(watcherOf(regions, name)).toBeUndefined();
});

test("every region of several is watched by another one, and each watches one", () => {
  const all = [us, eu, au];
  const watchers = all.map(({ name }) => watcherOf(all, name)?.name);
  expect(watchers.toSorted()).toEqual(["au", "eu", "us"]);
});
