import Link from "next/link";
import { paths } from "@/lib/paths";

/** The mark: a frame with the light of the projector falling through it. */
export function Brand({ name }: { name: string }) {
  return (
    <Link
      href={paths.studio()}
      className="inline-flex h-9 items-center gap-2 rounded-md font-semibold text-base tracking-tight pointer-coarse:min-h-11"
    >
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
        <rect x="1" y="3" width="18" height="14" rx="3" fill="currentColor" opacity="0.16" />
        <path d="M4 10 16 5.5v9z" className="fill-accent" />
      </svg>
      <span className="max-[26rem]:sr-only">{name}</span>
    </Link>
  );
}
