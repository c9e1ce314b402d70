// The process that holds the embedded database. `npm start` runs it, and stops it last.
import { openEmbedded } from "@/lib/db/embedded";

const { DATA_DIR: dataDirectory, EMBEDDED_DATABASE_SOCKET: socketDirectory } = process.env;
if (!dataDirectory) throw new Error("DATA_DIR is not set.");

const embedded = await openEmbedded(dataDirectory, { socketDirectory });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    void embedded.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
// Whoever started it waits for this word.
process.send?.({ ready: true, socketDirectory: embedded.socketDirectory });
