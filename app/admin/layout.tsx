import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AdminFrame } from "@/components/admin/admin-frame";
import { initialsOf } from "@/lib/auth/merchant";
import { findMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { countAttention } from "@/lib/payments/attention-queries";
import { signOutAction } from "./actions";

export const metadata: Metadata = { title: "Kassa", robots: "noindex" };

/** Around the pages, which check for themselves: a layout is not asked again when one moves on. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const merchant = await findMerchant();
  if (merchant === null) return children;
  const { name, role, organization } = merchant;
  const person = { name, role, initials: initialsOf(name), organization: organization.name };
  const isTest = env().SANDBOX_URL !== undefined;
  const attentionCount = await countAttention(merchant);
  const frame = { person, isTest, attentionCount, signOut: signOutAction };
  return <AdminFrame {...frame}>{children}</AdminFrame>;
}
