"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button";

/**
 * A question over the page: focus goes into it and comes back, Escape and Cancel close it. The title asks; `foot` holds
 * the keys, Cancel (`DialogCancel`) first.
 */
export function Dialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: { label: ReactNode; look?: ButtonLook; className?: string };
  title: string;
  children: ReactNode;
}) {
  const { look, className, label } = props.trigger;
  const classes = [buttonClass(look), className].filter(Boolean).join(" ");
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Trigger className={classes}>{label}</Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog dialog--page">
          <Base.Title className="dialog__title">{props.title}</Base.Title>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogCancel({ children = "Cancel" }: { children?: ReactNode }) {
  return <Base.Close className={buttonClass("plain")}>{children}</Base.Close>;
}
