// A file system for SQLite that passes everything on to the machine's, but fails one write or sync when told
// to. Counts them too. One at a time, registered while it lives.
#pragma once

#include <cstdint>
#include <string>

namespace waymark::sqlite {

class FailingDisk {
  public:
    enum class Call : std::uint8_t { write, sync };

    FailingDisk();
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    [[nodiscard]] static std::string name() { return "failing-disk"; }

    /// The n-th such call from now on answers with this code of SQLite's, once; a write has then been done by
    /// half.
    static void fail(Call call, std::uint64_t n, int code);
    /// Whether it came to that.
    [[nodiscard]] static bool failed();
    static void never_fail();

    [[nodiscard]] static std::uint64_t calls(Call call);
};

}  // namespace waymark::sqlite
