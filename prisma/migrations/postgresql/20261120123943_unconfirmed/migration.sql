-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "candidates" TEXT,
ADD COLUMN     "claimRefusal" TEXT,
ADD COLUMN     "claimedId" TEXT;
