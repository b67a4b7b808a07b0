// Where attachments are looked through: watches their instances, reads the parts of those that are complete
// on a thread of its own, tells them what it found, erases what is not kept, and gives out what is. Not the
// receiving of parts (Service::keep_slice), nor any decision: those are the chart's. Owned by the composition
// root; the executor is stopped before it goes.
#pragma once

#include <atomic>

#include "workflows/runtime/ports/executor.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::partner {

/// Its bytes as they were kept, with what a reader has to be told of them.
struct AttachedFile {
    std::string bytes, sha256;
    std::string name;            // a person's text
    std::string_view served_as;  // Content-Type
};

class AttachmentDesk {
  public:
    /// Observes the service, which is not open yet.
    AttachmentDesk(runtime::Service& service, runtime::Bulk& bulk, runtime::Executor& own);

    /// Begins no more work: the next start takes it up. Thread: any.
    void stop() { stopping_ = true; }

    /// Errors: "not-kept": it was not completed, refused or withdrawn. Throws StorageFailed when the bytes
    /// are not those that were kept. Thread: any.
    Result<AttachedFile> file(const runtime::Instance& attachment);

  private:
    void take(const runtime::Instance& attachment);  // the writer's thread
    void check(runtime::InstanceId attachment, const std::string& media_type, const std::string& name);

    runtime::Service& service_;
    runtime::Bulk& bulk_;
    runtime::Executor& own_;
    std::atomic<bool> stopping_ = false;
};

/// All parts of an attachment as one.
std::string attached_bytes(runtime::Bulk& bulk, runtime::InstanceId attachment);

}  // namespace waymark::partner
