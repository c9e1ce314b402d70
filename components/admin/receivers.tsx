import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import type { ReceiverView } from "@/lib/webhooks/outgoing/receiver-queries";
import { ActionDialog, type AdminAction } from "./admin-form";
import { FormSelect, FormText } from "./form-problems";
import { RowsTable } from "./rows-table";

const COLUMNS = ["Webhook", "Told of", "State"];

export function ReceiverState({ receiver }: { receiver: ReceiverView }) {
  if (receiver.isDisabled) return <Badge coin="struck">Switched off</Badge>;
  if (receiver.circuitState === "closed") {
    return (
      <Badge tone="good" coin="full">
        Well
      </Badge>
    );
  }
  return (
    <Badge tone="bad" coin="triangle">
      {`Not called: ${receiver.failureCount} failures`}
    </Badge>
  );
}

/** Which systems of the merchant's are told of what. `create` null where this role may not. */
export function Receivers(props: {
  receivers: readonly ReceiverView[];
  topics: readonly string[];
  marksMode: boolean;
  create: AdminAction | null;
}) {
  const { receivers, topics, marksMode, create } = props;
  return (
    <section className="card" aria-labelledby="receivers">
      <div className="card__head">
        <h2 id="receivers">Outgoing webhooks</h2>
        <span className="push" />
        {create === null ? null : (
          <ActionDialog
            trigger={{ label: "New webhook…" }}
            title="Tell one of your systems of something?"
            submit={{ label: "Make the webhook", workingLabel: "Making it" }}
            action={create}
          >
            <p>It is told from now on, each body signed with a secret of its own.</p>
            <ReceiverFields topics={topics} receiver={null} />
            {marksMode ? (
              <FormSelect label="Money" name="mode" defaultValue="live">
                <option value="test">Test</option>
                <option value="live">Live</option>
              </FormSelect>
            ) : null}
          </ActionDialog>
        )}
      </div>
      {receivers.length === 0 ? (
        <div className="card__body">
          <Empty
            icon="webhook"
            title="Nobody is told of anything yet"
            text="A webhook tells your shipping or your books when an order is placed, paid or refunded."
          />
        </div>
      ) : (
        <RowsTable columns={COLUMNS}>
          {receivers.map((receiver) => (
            <tr key={receiver.id}>
              <td className="text-start">
                <Link href={`/admin/developers/webhooks/${receiver.id}`} prefetch={false}>
                  {receiver.name}
                </Link>
                <p className="sub break-all">{receiver.callbackUrl}</p>
              </td>
              <td className="mono max-[959px]:text-end">
                {receiver.topic}
                {marksMode && receiver.mode === "test" ? <Badge tone="test">Test</Badge> : null}
              </td>
              <td className="text-start">
                <ReceiverState receiver={receiver} />
              </td>
            </tr>
          ))}
        </RowsTable>
      )}
    </section>
  );
}

export function ReceiverFields(props: {
  topics: readonly string[];
  receiver: ReceiverView | null;
}) {
  const { topics, receiver } = props;
  return (
    <>
      <FormText label="Name" name="name" optional defaultValue={receiver?.name ?? ""} />
      <FormSelect label="Told of" name="topic" defaultValue={receiver?.topic ?? topics[0] ?? ""}>
        {topics.map((topic) => (
          <option key={topic} value={topic}>
            {topic}
          </option>
        ))}
      </FormSelect>
      <FormText
        label="Address"
        name="callback_url"
        help="Like https://erp.example/kassa"
        type="url"
        spellCheck={false}
        defaultValue={receiver?.callbackUrl ?? ""}
        required
      />
      <FormText
        label="Sent along"
        name="include"
        help="Relationships of the API, like customer, line_items"
        optional
        spellCheck={false}
        defaultValue={receiver?.includeResources.join(", ") ?? ""}
      />
    </>
  );
}
