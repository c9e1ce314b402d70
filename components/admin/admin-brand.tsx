import Link from "next/link";

/** Kassa's mark: a till slip with a K cut out of it. */
export function AdminBrand({ organization }: { organization: string | null }) {
  const name = organization === null ? "Kassa" : `Kassa, ${organization}`;
  return (
    <Link className="brand" href="/admin/payments" aria-label={name} prefetch={false}>
      <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M4 3.5A1.5 1.5 0 0 1 5.5 2h13A1.5 1.5 0 0 1 20 3.5V22l-2.67-2.4L14.67 22 12 19.6 9.33 22l-2.66-2.4L4 22z"
          fill="var(--accent)"
        />
        <path
          d="M9 6.2v9M9.3 11l5.4-4.8M11.3 9.4l3.7 5.8"
          stroke="var(--on-accent)"
          strokeWidth="2.1"
          strokeLinecap="round"
          strokeLinejoin="round"
          fill="none"
        />
      </svg>
      <span className="max-[479px]:hidden">Kassa</span>
    </Link>
  );
}
