import type { ReactNode } from "react";

/** The till slip: hangs from a slot and ends in teeth. Order summary and receipt only. */
export function Slip({ children }: { children: ReactNode }) {
  return (
    <>
      <div className="slip__slot" />
      <div className="slip">
        <div className="slip__paper">{children}</div>
      </div>
    </>
  );
}

export function Cut() {
  return <hr className="cut" />;
}
