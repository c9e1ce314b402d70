// Parsed by any Node that knows modules: no syntax later than 2015.

/** One sentence for whoever runs a Node that Kassa cannot use, else null. `version` is like "20.19.0". */
export function nodeComplaint(version) {
  var parts = version.split(".");
  var major = Number(parts[0]);
  var minor = Number(parts[1]);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return (
    "Kassa needs Node 20.19 or later (22 and 24 are fine), and this is Node " +
    version +
    ". Install a newer one from https://nodejs.org and run the command again."
  );
}
