import type { SandboxProvider } from "@/lib/sandbox/fault";
import { CopyText } from "../copy-text";
import { PROVIDER_WORDS } from "./fault-words";

type Card = { provider: SandboxProvider; number: string; outcome: string };

/** The cards and codes that the sandbox knows, to copy into the shop's checkout. */
export function CardsToTry({ cards }: { cards: readonly Card[] }) {
  const providers = [...new Set(cards.map(({ provider }) => provider))];
  return (
    <section className="card" aria-labelledby="cards">
      <div className="card__head">
        <h2 id="cards">Cards to try</h2>
      </div>
      <div className="card__body">
        <p className="muted">Any date to come, any security code.</p>
        {providers.map((provider) => (
          <CardTable
            key={provider}
            provider={provider}
            cards={cards.filter((card) => card.provider === provider)}
          />
        ))}
      </div>
    </section>
  );
}

function CardTable({ provider, cards }: { provider: SandboxProvider; cards: readonly Card[] }) {
  const what = provider === "external" ? "Code" : "Card";
  return (
    <table className="mini mt-4 cards-to-try">
      <caption className="vh">Test cards of {PROVIDER_WORDS[provider]}</caption>
      <thead>
        <tr>
          <th scope="col">
            {PROVIDER_WORDS[provider]} <span className="vh">{what}</span>
          </th>
          <th scope="col" className="num">
            What happens
          </th>
        </tr>
      </thead>
      <tbody>
        {cards.map(({ number, outcome }) => (
          <tr key={number}>
            <td>
              <CopyText text={number} label={`${number} of ${PROVIDER_WORDS[provider]}`} />
            </td>
            <td className="num">{outcome}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
