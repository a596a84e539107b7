-- AlterTable
ALTER TABLE "Task" ADD COLUMN "candidates" TEXT;
ALTER TABLE "Task" ADD COLUMN "claimRefusal" TEXT;
ALTER TABLE "Task" ADD COLUMN "claimedId" TEXT;
