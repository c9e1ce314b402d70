import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

/** One point on the way of an order: behind, here, or ahead. */
export function Waypoint({
  state,
  icon,
  title,
  children,
}: {
  state: "done" | "now" | "next";
  icon?: IconName;
  title: string;
  children: ReactNode;
}) {
  return (
    <li className={`is-${state}`} aria-current={state === "now" ? "step" : undefined}>
      <span className="dot">{icon === undefined ? null : <Icon name={icon} />}</span>
      <div>
        <b>{title}</b>
        <p className="small muted">{children}</p>
      </div>
    </li>
  );
}
