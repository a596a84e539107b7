import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { TaskStatus } from "@/lib/task/status";
import { statusLook } from "./status-look";

/** A task's status as word, icon and colour. */
export function StatusBadge({ status }: { status: TaskStatus }) {
  const t = useTranslations("status");
  const { tone, icon: Icon } = statusLook[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(status)}
    </Badge>
  );
}
