import { ScreeningSkeleton } from "@/components/tasks/screening-skeleton";

export default function StudioLoading() {
  return <ScreeningSkeleton />;
}
