// What the handlers know of the world: the service, and what the composition root lends them. Owned by the
// composition root, outlives the server. Thread: everything here is called from the server's threads.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "workflows/runtime/service.hpp"

namespace waymark::http {

/// A token that was just made: shown once, never stored; the event carries its hash to the person.
struct NewToken {
    std::string id, token;
    runtime::SendEvent event;
};

/// A message that the program's charts send to people.
struct MessageKind {
    std::string message;
    std::vector<std::string> workflows, fields;  // who sends it, and what each of them gives
};

/// What is known of letters before they are sent.
struct LetterDesk {
    std::function<std::vector<MessageKind>()> kinds;
    /// Undefined members never; empty for an unknown message.
    std::function<states::Value(std::string_view message)> sample_fields;
    /// `language`: "en", "ru", or empty: the recipient's. Errors: "not-found": no such message.
    std::function<Result<runtime::Letter>(const runtime::OutboxRow& row, std::string_view language)> preview;
};

/// What is known of an import beside its instance. Quick but for errors, which may read the whole file.
struct ImportBooks {
    /// {"total", "errors": [{"row", "column", "code", "text": {"en", "ru"}, "cell"}]}
    std::function<states::Value(const runtime::Actor& actor, const runtime::Instance& import)> errors;
    /// {"corrections": [{"partner", "account", …, "before": {…}, "after": {…}}]}
    std::function<states::Value(runtime::InstanceId import)> corrections;
};

/// An attachment's bytes, and what a reader has to be told of them.
struct AttachmentContent {
    std::string bytes, etag;
    std::string name;  // of the file, as a person wrote it
    std::string_view media_type;
};

struct Door {
    runtime::Service& service;
    runtime::Clock& clock;
    std::string version;  // of the program, for /status
    bool rehearsal = false;

    /// Who acts under this token at this instant; nothing: nobody. Quick: it is asked for every request.
    std::function<std::optional<runtime::Actor>(std::string_view token, Instant now)> authenticate;
    /// Errors: "form-invalid".
    std::function<Result<NewToken>(runtime::InstanceId person, std::optional<Instant> expires_at)> new_token;
    /// The id of the token that such an event carries (for a repeated request).
    std::function<std::string(const states::Value& event_data)> token_id;
    /// Writes a backup of this name, returns its folder. Errors: "role-missing", "backup-exists",
    /// "storage-full".
    std::function<Result<std::string>(const runtime::Actor& actor, const std::string& name)> backup;
    /// Rehearsal: puts the clock to an instant that Service::advance steps through.
    std::function<void(Instant)> set_clock;
    /// The journal's newest record.
    std::function<runtime::Sequence()> last_record;
    LetterDesk letters;
    ImportBooks imports;
    /// Errors: "not-kept". It may read 10 MiB.
    std::function<Result<AttachmentContent>(const runtime::Instance& attachment)> attachment;
};

}  // namespace waymark::http
