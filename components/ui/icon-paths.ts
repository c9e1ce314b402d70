import * as glyphs from "./glyph-paths";

/** Every outline by its name, on a 20 by 20 grid, drawn by the project: 1.6 wide, round ends, no fill. */
export const ICON_PATHS = {
  alert: glyphs.ALERT,
  attention: "M5 14V9a5 5 0 0 1 10 0v5l1 1H4zM8.5 17h3",
  bag: "M4 7h12l-.8 9.5H4.8zM7 9V6a3 3 0 0 1 6 0v3",
  bank: glyphs.BANK,
  card: "M4.5 4.5h11a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-11a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM2.5 8.5h15M5.5 12.5h3",
  chart: "M4 16V9m4 7V5m4 11v-5m4 5V7",
  "chevron-down": glyphs.CHEVRON_DOWN,
  "chevron-left": "M12 5.5 7.5 10l4.5 4.5",
  "chevron-right": "m8 5.5 4.5 4.5L8 14.5",
  clock: "M2.8 10a7.2 7.2 0 1 0 14.4 0a7.2 7.2 0 1 0 -14.4 0zM10 6v4.3l2.8 1.7",
  code: "m7 6-4 4 4 4m6-8 4 4-4 4",
  copy: glyphs.COPY,
  cross: "m5.5 5.5 9 9m0-9-9 9",
  download: "M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 16h12",
  flask: "M8 3h4M8.7 3v5L4.3 15a1.4 1.4 0 0 0 1.2 2h9a1.4 1.4 0 0 0 1.2-2l-4.4-7V3M6.5 12.5h7",
  info: glyphs.INFO,
  leave:
    "M11 4h5v5M16 4l-7 7M8 5H5.5A1.5 1.5 0 0 0 4 6.5v8A1.5 1.5 0 0 0 5.5 16h8a1.5 1.5 0 0 0 1.5-1.5V12",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1-1",
  lock: glyphs.LOCK,
  mail: "M4.5 4.5h11a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-11a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM3 6l7 5 7-5",
  minus: "M4.5 10h11",
  methods: "M3.5 5.5h13M3.5 10h13M3.5 14.5h8",
  parcel: "m10 3 6.5 3.5v7L10 17l-6.5-3.5v-7zM3.5 6.5 10 10l6.5-3.5M10 10v7",
  people:
    "M5 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0zM2.5 16.5a5.5 5.5 0 0 1 11 0M13 4.3a3 3 0 0 1 0 5.4M15 12.3a5.5 5.5 0 0 1 2.5 4.2",
  person: "M6.8 7a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0zM4 17a6 6 0 0 1 12 0",
  plug: "M7 3v4m6-4v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3",
  plus: glyphs.PLUS,
  print: glyphs.PRINT,
  refresh:
    "M16 8.5A6.3 6.3 0 0 0 4.6 7M4 11.5A6.3 6.3 0 0 0 15.4 13M4.3 3.5V7h3.5M15.7 16.5V13h-3.5",
  return: "M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5",
  scales: "M10 3.5v13M6.5 16.5h7M4 6.5h12M4 6.5l-2 5h4zM16 6.5l-2 5h4z",
  search: "M4 9a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM13 13l4 4",
  shield: "M10 2.8 16 5v4.5c0 4-2.7 6.5-6 7.7-3.3-1.2-6-3.7-6-7.7V5zm-2.5 7.2 1.8 1.8 3.3-3.6",
  tick: glyphs.TICK,
  truck:
    "M2.5 5h9v9h-9zM11.5 8h3l3 3v3h-6zM4.3 14.5a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0zM12.8 14.5a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0z",
  webhook:
    "M9.5 7.5 6.7 12.3M10 3.5a2.6 2.6 0 0 1 1.3 4.8l2.5 4.2M14 12.5a2.4 2.4 0 1 1-1.8 3.9H6.5a2.6 2.6 0 1 1-1.8-4.2",
} as const;
