import { expect, it } from "vitest";
import { initialsOf } from "./merchant";

it.each([
  ["Ines Koch", "IK"],
  ["Ines", "I"],
  ["  ana  maría  lópez ", "AL"],
  ["😀 Smile", "😀S"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
