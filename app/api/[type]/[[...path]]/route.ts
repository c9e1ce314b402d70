import { handleApi } from "@/lib/jsonapi/handler";

type Params = { params: Promise<{ type: string; path?: string[] }> };

async function handle(request: Request, { params }: Params): Promise<Response> {
  const { type, path = [] } = await params;
  return handleApi(request, { type, path });
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
