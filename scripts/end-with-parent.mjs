// Loaded into every child of `npm start` (`--import`): the parent holds the other end of standard input, and that
// end closes however the parent dies. A child that does not end by itself then is ended.
const STOP_MS = 8_000;

if (process.env.KASSA_PARENT === "1") {
  const end = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    if (process.listenerCount("SIGTERM") > 0) process.emit("SIGTERM", "SIGTERM");
    else process.exit(1);
  };
  process.stdin.once("end", end).once("error", end).resume();
  process.stdin.unref?.();
  // The parent may die between two logs: what it no longer reads must not end the child before it has stopped well.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
