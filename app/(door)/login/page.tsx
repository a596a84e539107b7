import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/door/sign-in-form";
import { pageAtTheDoor } from "@/lib/access/page";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("door"))("login.title"),
});

export default async function LoginPage() {
  await pageAtTheDoor("login");
  return <SignInForm />;
}
