// Port: the journal file, which is the truth. Append-only; one writer; readers see whole commits only.
// Implemented by adapters/sqlite and by the in-memory fake in tests/contract; one contract suite holds both
// to this text.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "workflows/runtime/record.hpp"

namespace waymark::runtime {

/// Personal data and free text, by subject: the only place where such stands; may be erased without breaking
/// the chain.
struct Subject {
    std::string id;    // "subject:" + text; records refer to it
    std::string json;  // empty: erased
};

struct DefinitionRow {
    std::uint32_t number = 0;
    std::string workflow;
    std::uint32_t version = 0;
    std::string digest, source;
};

/// The disk has no room: the commit did not happen, nothing is lost, try again later.
class StorageFull : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};
/// The disk failed us (I/O or fsync error): the process must end and recover from what is on disk; never
/// retry.
class StorageFailed : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct EncodedRecord {
    Sequence sequence = 0;
    std::string bytes;
    Digest hash{};
};

struct Commit {
    std::vector<EncodedRecord> records;  // dense, following the last
    std::vector<Subject> subjects;
    std::vector<DefinitionRow> definitions;
};

class Journal {
  public:
    virtual ~Journal() = default;

    /// All or nothing. Durable: on return (fsync done). Throws StorageFull, StorageFailed. Thread: the
    /// writer's.
    virtual void append(const Commit& commit) = 0;
    /// Housekeeping that may stall (a checkpoint when enough pages wait); called after the answers. Thread:
    /// the writer's.
    virtual void settle() = 0;

    /// The newest record, or sequence 0 with a zero hash. Thread: any; so are all below.
    virtual EncodedRecord last() = 0;
    virtual std::optional<EncodedRecord> read(Sequence sequence) = 0;
    /// Records with sequence >= from in order, until `take` returns false or the end as of the call.
    virtual void scan(Sequence from, const std::function<bool(const EncodedRecord&)>& take) = 0;
    virtual std::optional<Subject> subject(const std::string& id) = 0;
    virtual std::vector<DefinitionRow> definitions() = 0;
    /// A consistent copy of the file. Durable: on return.
    virtual void copy_to(const std::string& path) = 0;
};

}  // namespace waymark::runtime
