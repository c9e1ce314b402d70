import { ActionDialog, type AdminAction } from "@/components/admin/admin-form";
import { FormText } from "@/components/admin/form-problems";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { type Address, addressText, without } from "@/lib/payment-list/list-address";
import type { SavedView } from "@/lib/payment-list/list-view";
import { LiveMark } from "./live-mark";

type Actions = { save: AdminAction; rename: AdminAction; remove: AdminAction };

/** The title with its mark of life, the list as a file, and what can be done with the view. */
export function ListHead(props: {
  address: Address;
  hasModes: boolean;
  mode: "live" | "test";
  /** Null for a role that may only look. */
  actions: Actions | null;
  views: readonly SavedView[];
}) {
  const text = addressText(props.address);
  const own = addressText(without(props.address, "mode"));
  const saved = props.views.find(({ query }) => `?${query}` === own);
  return (
    <div className="ad__top">
      <h1>Payments</h1>
      <LiveMark />
      {props.hasModes ? <OtherMode address={props.address} mode={props.mode} /> : null}
      <span className="push" />
      <ButtonLink href={`/admin/payments/csv${text}`} download>
        <Icon name="download" size={16} />
        CSV of this view
      </ButtonLink>
      {props.actions === null || own === "" ? null : saved === undefined ? (
        <Save action={props.actions.save} query={own.slice(1)} />
      ) : (
        <Kept actions={props.actions} view={saved} />
      )}
    </div>
  );
}

function OtherMode({ address, mode }: { address: Address; mode: "live" | "test" }) {
  const other =
    mode === "live"
      ? addressText({ ...without(address, "gateway", "method"), mode: "test" })
      : addressText(without(address, "gateway", "method", "mode"));
  return (
    <a href={`/admin/payments${other}`}>
      {mode === "live" ? "See test payments" : "See live payments"}
    </a>
  );
}

const NAME = { name: "name", label: "Name", maxLength: 40, autoComplete: "off" };

function Save({ action, query }: { action: AdminAction; query: string }) {
  return (
    <ActionDialog
      action={action}
      trigger={{ label: "Save view" }}
      title="Save this view?"
      submit={{ label: "Save view", workingLabel: "Saving" }}
      hidden={{ query }}
    >
      <p>These filters become a tab with this name, for everybody who signs in here.</p>
      <FormText {...NAME} />
    </ActionDialog>
  );
}

function Kept({ actions, view }: { actions: Actions; view: SavedView }) {
  return (
    <>
      <ActionDialog
        action={actions.rename}
        trigger={{ label: "Rename view…" }}
        title={`Rename ${view.name}?`}
        submit={{ label: "Rename view", workingLabel: "Renaming" }}
        hidden={{ view: view.id }}
      >
        <p>The tab has the new name for everybody who signs in here.</p>
        <FormText {...NAME} defaultValue={view.name} />
      </ActionDialog>
      <ActionDialog
        action={actions.remove}
        trigger={{ label: "Delete view…" }}
        title={`Delete ${view.name}?`}
        submit={{ label: "Delete view", workingLabel: "Deleting", look: "danger" }}
        hidden={{ view: view.id }}
      >
        <p>The tab goes for everybody. No payment is changed.</p>
      </ActionDialog>
    </>
  );
}
