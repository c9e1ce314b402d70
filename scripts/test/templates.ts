// `TEST_DATABASE` says for which database; the embedded one's template is written to `TEST_EMBEDDED_DUMP`.
import { prepareTemplates } from "@/scripts/test-database";

await prepareTemplates(process.env.TEST_EMBEDDED_DUMP ?? "");
process.exit(0);
