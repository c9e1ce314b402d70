"use client";

import { useEffect, useState } from "react";
import { Dialog, DialogCancel } from "@/components/ui/dialog";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "Search"],
  ["j", "Next payment"],
  ["k", "Payment before"],
  ["Enter", "Open the payment"],
  ["x", "Choose the payment"],
  ["?", "Show these keys"],
];
const OFF = "kassa-keys-off";

/** In a field a letter is a letter; with Ctrl and its like it is the browser's. */
const isTyped = (event: KeyboardEvent): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("[role=dialog]")) return true;
  const isBox = target instanceof HTMLInputElement && target.type === "checkbox";
  return !isBox && target.closest("input, select, textarea, [contenteditable]") !== null;
};

/** The link of the row before or after the one that has the focus; of the first where none has. */
function moveBy(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = links[at === -1 ? 0 : at + step];
  next?.focus();
  next?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

const choose = () =>
  document.activeElement
    ?.closest("tr")
    ?.querySelector<HTMLElement>("input[type=checkbox]")
    ?.click();

/** Keys of one letter, for hands that stay on the keyboard. They can be turned off: some people speak to their browser. */
export function ListKeys() {
  const [isOpen, setIsOpen] = useState(false);
  const [isOn, setIsOn] = useState(true);
  useEffect(() => setIsOn(localStorage.getItem(OFF) === null), []);
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyped(event)) return;
      if (event.key === "/") document.getElementById("payments-search")?.focus();
      else if (event.key === "j") moveBy(1);
      else if (event.key === "k") moveBy(-1);
      else if (event.key === "x") choose();
      else if (event.key === "?") setIsOpen(true);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn]);
  const turn = (on: boolean) => {
    setIsOn(on);
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  };
  return (
    <div className="keys">
      <span>
        <kbd>j</kbd>
        <kbd>k</kbd> move
      </span>
      <span>
        <kbd>↵</kbd> open
      </span>
      <span>
        <kbd>/</kbd> search
      </span>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        trigger={{ label: "All keys", look: "quiet" }}
        title="Keys of this page"
      >
        <div className="dialog__body">
          <dl className="keylist">
            {KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <label className="check">
            <input
              type="checkbox"
              checked={isOn}
              onChange={(event) => turn(event.currentTarget.checked)}
            />
            <span>Use these keys in this browser</span>
          </label>
        </div>
        <div className="dialog__foot">
          <DialogCancel>Close</DialogCancel>
        </div>
      </Dialog>
    </div>
  );
}
