-- CreateIndex
CREATE INDEX "TaskTag_place_tagId_idx" ON "TaskTag"("place", "tagId");

-- CreateIndex
CREATE INDEX "Video_sha256_idx" ON "Video"("sha256");
