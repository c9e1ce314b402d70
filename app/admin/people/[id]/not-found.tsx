import { NotThere } from "@/components/admin/not-there";

export default function PersonNotFound() {
  return (
    <NotThere
      what="person"
      advice="They may have been removed. Look in the list."
      href="/admin/people"
    />
  );
}
