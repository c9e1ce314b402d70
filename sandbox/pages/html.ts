/** Small pieces that both pages are made of. */

/** Text for markup and attribute values. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export function icon(paths: string): string {
  return `<svg class="i" viewBox="0 0 20 20" aria-hidden="true">${paths}</svg>`;
}

export const ICONS = {
  alert: '<circle cx="10" cy="10" r="7.5" /><path d="M10 6v4.6M10 13.6v.01" />',
  bank: '<path d="M3 8l7-4.5L17 8zM4.5 8v6.5m3.7-6.5v6.5m3.6-6.5v6.5M15.5 8v6.5M3 16.5h14" />',
  card: '<rect x="2.5" y="4.5" width="15" height="11" rx="2" /><path d="M2.5 8.5h15M5.5 12.5h3" />',
  shield: [
    '<path d="M10 2.8 16 5v4.5c0 4-2.7 6.5-6 7.7-3.3-1.2-6-3.7-6-7.7V5z" />',
    '<path d="m7.5 10 1.8 1.8 3.3-3.6" />',
  ].join(""),
} as const;

export interface HtmlPage {
  title: string;
  lang: string;
  dir: "ltr" | "rtl";
  theme: "light" | "dark" | null;
  styles: readonly string[];
  /** Markup after the head's own lines, for instance a script. */
  head?: string;
  body: string;
}

export function htmlPage(page: HtmlPage): string {
  const theme = page.theme === null ? "" : ` data-theme="${page.theme}"`;
  const styles = page.styles.map((name) => `<link rel="stylesheet" href="/assets/${name}" />`);
  return `<!doctype html>
<html lang="${page.lang}" dir="${page.dir}"${theme}>
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="robots" content="noindex" />
<link rel="icon" href="data:," />
<title>${escapeHtml(page.title)}</title>
${styles.join("\n")}
${page.head ?? ""}
</head>
<body>
${page.body}
</body>
</html>
`;
}
