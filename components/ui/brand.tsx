/** The shop's mark and name, leading to its front page. */
export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <a className="brand" href={href} aria-label={`${name}, front page`}>
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
        <rect width="28" height="28" rx="7" fill="var(--ink)" />
        <path
          d="M8 20V8m12 12V8M8 14.5c4-3.8 8-3.8 12 0"
          fill="none"
          stroke="var(--canvas)"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      <bdi>{name}</bdi>
    </a>
  );
}
