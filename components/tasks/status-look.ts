import {
  Aperture,
  Ban,
  Check,
  CircleHelp,
  Clock,
  Download,
  type LucideIcon,
  OctagonX,
  Send,
  TimerOff,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { Charge, TaskStatus } from "@/lib/task/status";

/** How each status looks; its word is the message `status.<status>`. Only what asks for a person has a colour. */
export const statusLook: Record<TaskStatus, { tone: Tone; icon: LucideIcon }> = {
  waiting: { tone: "neutral", icon: Clock },
  submitting: { tone: "neutral", icon: Send },
  unconfirmed: { tone: "warning", icon: CircleHelp },
  queued: { tone: "neutral", icon: Clock },
  in_progress: { tone: "accent", icon: Aperture },
  archiving: { tone: "accent", icon: Download },
  completed: { tone: "success", icon: Check },
  failed: { tone: "danger", icon: OctagonX },
  expired: { tone: "danger", icon: TimerOff },
  canceled: { tone: "neutral", icon: Ban },
};

/** How each fate of the money looks; its words are the messages under `charge`. */
export const chargeTone: Record<Charge, Tone> = {
  held: "neutral",
  charged: "neutral",
  released: "neutral",
  uncertain: "warning",
};
