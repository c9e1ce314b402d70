import { csvHead, csvLine } from "./csv";
import { type FileRow, placeAfter } from "./file-row";
import type { ListSort } from "./list-filter";
import type { PageDirection } from "./list-place";

/** Rows that are in memory at once. */
export const BATCH_SIZE = 500;
/** By it spreadsheets know that the file is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

type ReadBatch = (direction: PageDirection, size: number) => Promise<readonly FileRow[]>;

/** The whole list from its start, a batch each time that the reader has room; stops when it goes away. */
export function csvStream(readBatch: ReadBatch, sort: ListSort): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let direction: PageDirection = { kind: "first" };
  let isBegun = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const rows = await readBatch(direction, BATCH_SIZE);
        const lines = rows.map(csvLine).join("");
        const text = isBegun ? lines : BYTE_ORDER_MARK + csvHead() + lines;
        isBegun = true;
        if (text !== "") controller.enqueue(encoder.encode(text));
        const last = rows.at(-1);
        const than = last === undefined ? null : placeAfter(last, sort);
        if (rows.length < BATCH_SIZE || than === null) controller.close();
        else direction = { kind: "onward", than };
      },
    },
    { highWaterMark: 1 },
  );
}
