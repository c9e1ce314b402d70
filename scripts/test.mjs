// `npm test [-- --quick | --only <group>]`: everything, on free ports and data of its own, and one line at the end.
import { nodeComplaint } from "./start/node-version.mjs";

var complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
import("./test/run.mjs").then((tests) => tests.run(process.argv.slice(2)));
