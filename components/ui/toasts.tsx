"use client";

import { useSyncExternalStore } from "react";
import { announcements, putAway } from "./announce";
import { Toast } from "./toast";

/** Where good news appears, and is read out: once on a page, around all that may tell some. */
export function Toasts() {
  const { subscribe, read, readOnServer } = announcements;
  const said = useSyncExternalStore(subscribe, read, readOnServer);
  return (
    <div role="status">
      {said === null ? null : (
        <Toast key={said.id} onEnd={putAway}>
          {said.text}
        </Toast>
      )}
    </div>
  );
}
