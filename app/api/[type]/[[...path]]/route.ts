import { answerPreflight } from "@/lib/auth/api-origins";
import { atTheDoor } from "@/lib/jsonapi/door";
import { handleApi } from "@/lib/jsonapi/handler";

type Params = { params: Promise<{ type: string; path?: string[] }> };

async function handle(request: Request, { params }: Params): Promise<Response> {
  const { type, path = [] } = await params;
  return atTheDoor(request, () => handleApi(request, { type, path }));
}

export const OPTIONS = (request: Request): Promise<Response> =>
  answerPreflight(request, ["GET", "POST", "PATCH", "DELETE", "OPTIONS"]);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
