/** The one API version that this half speaks, as the `stripe` package of this project does. */
export const API_VERSION = "2026-10-28.endive";
