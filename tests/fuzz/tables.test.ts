// The tables of what may change and who is asked name only what there is: a word that is spelled wrong would allow nothing, or hide behind another.
import { describe, expect, it } from "vitest";
import { findResource, listResources } from "@/lib/jsonapi/registry";
import { isWritable, type Resource } from "@/lib/jsonapi/resource";
import { ASKING, ASKING_WHEN_MADE } from "./asking.data";
import { CONSEQUENCES, WRITES } from "./consequences.data";

function resourceOf(type: string): Resource {
  const resource = findResource(type);
  if (!resource) throw new Error(`There is no resource ${type}.`);
  return resource;
}

const isMember = ({ attributes, relationships }: Resource, name: string): boolean => {
  const attribute = attributes[name];
  const write = relationships[name]?.write;
  return attribute ? isWritable(attribute, "update") : write !== undefined && write.on !== "create";
};
const strangeMembers = (type: string, names: readonly string[]) =>
  names.filter((name) => !isMember(resourceOf(type), name));

describe("the tables of the fuzz", () => {
  it.each(Object.entries(CONSEQUENCES))("name members and attributes of %s", (type, members) => {
    expect(strangeMembers(type, Object.keys(members))).toEqual([]);
    const { attributes } = resourceOf(type);
    const unread = Object.values(members)
      .flat()
      .filter((name) => !attributes[name]?.read);
    expect([...new Set(unread)]).toEqual([]);
  });

  it.each(Object.entries(ASKING))("name whom members of %s ask", (type, members) => {
    expect(strangeMembers(type, Object.keys(members))).toEqual([]);
  });

  it("name tables and resources that there are", () => {
    const types = listResources().map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining([...ASKING_WHEN_MADE, ...Object.keys(WRITES)]));
    for (const [type, members] of Object.entries(WRITES)) {
      const { attributes } = resourceOf(type);
      expect(Object.keys(attributes)).toEqual(expect.arrayContaining(Object.keys(members)));
    }
  });
});
