import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Foot } from "@/components/store/foot";
import { NOTES } from "@/components/store/notes";
import { SHOP } from "@/components/store/shop";
import { Brand } from "@/components/ui/brand";

type Props = { params: Promise<{ slug: string }> };
const noteOf = async ({ params }: Props) => {
  const { slug } = await params;
  return NOTES.find((note) => note.slug === slug);
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const note = await noteOf(props);
  return { title: `${note?.title ?? "Page not found"} – ${SHOP.name}` };
}

export default async function NotePage(props: Props) {
  const note = await noteOf(props);
  if (note === undefined) notFound();
  return (
    <>
      <header className="shop__bar">
        <Brand name={SHOP.name} href="/" />
      </header>
      <main id="main" className="cart">
        <h1>{note.title}</h1>
        <div className="panel stack">
          {note.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </main>
      <div className="shop__foot">
        <Foot />
      </div>
    </>
  );
}
