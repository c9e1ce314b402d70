import encodeQR from "qr";

/** A square picture for a telephone's camera: dark on light in both themes, since cameras expect it so. */
export function QrPicture({ text, title }: { text: string; title: string }) {
  const dots = encodeQR(text, "raw", { border: 4 });
  const path = dots
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      viewBox={`0 0 ${dots.length} ${dots.length}`}
      width={200}
      height={200}
      shapeRendering="crispEdges"
    >
      <title>{title}</title>
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={path} fill="#0d2024" />
    </svg>
  );
}
