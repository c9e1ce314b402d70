// `npm start`. Written so that an old Node can parse it and be told what it lacks: everything else is loaded after.
import { nodeComplaint } from "./start/node-version.mjs";

var complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
import("./start/supervise.mjs").then((supervisor) => supervisor.supervise());
