import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupForm } from "@/components/door/setup-form";
import { pageAtTheDoor } from "@/lib/access/page";
import { passwordLength } from "@/lib/access/password";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("door"))("setup.title"),
});

export default async function SetupPage() {
  await pageAtTheDoor("setup");
  return <SetupForm leastPassword={passwordLength.least} />;
}
