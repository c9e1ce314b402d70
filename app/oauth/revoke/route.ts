import { answerPreflight, sharedWithOrigins } from "@/lib/auth/api-origins";
import { answerRevokeRequest } from "@/lib/auth/api-token-endpoint";
import { tokenEndpointParts } from "@/lib/auth/token-endpoint-parts";

export async function POST(request: Request): Promise<Response> {
  const answer = await answerRevokeRequest(request, tokenEndpointParts(request));
  return sharedWithOrigins(request, answer);
}

export const OPTIONS = (request: Request): Promise<Response> =>
  answerPreflight(request, ["POST", "OPTIONS"]);
