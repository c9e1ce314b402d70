import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** What is missing, what to do first, and the one key that does it. */
export function Empty({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} size={24} />
      <h2 className="text-lg">{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
