#include "daemon/rehearsal.hpp"

#include "adapters/sqlite/journal.hpp"

namespace waymark::daemon {

Result<DataFolder> rehearsal_folder(const DataFolder& original) {
    if (original.is_rehearsal() || !original.has_journal()) return original;
    auto folder = DataFolder::open(original.path().string() + ".rehearsal");
    if (!folder || folder->has_journal()) return folder;
    auto journal = sqlite::SqliteJournal::open(original.journal().string(), {.read_only = true, .vfs = {}});
    if (!journal) return std::move(journal).error();
    (*journal)->copy_to(folder->journal().string());
    if (std::filesystem::exists(original.admin_token()))
        std::filesystem::copy_file(original.admin_token(), folder->admin_token());
    return folder;
}

void CapturingMail::post(runtime::Letter, std::function<void(runtime::PostReport)> done) {
    done({runtime::Posted::captured, {}, {}});
}

}  // namespace waymark::daemon
