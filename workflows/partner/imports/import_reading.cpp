#include "workflows/partner/imports/import_reading.hpp"

#include <fmt/format.h>
#include <memory>
#include <openssl/evp.h>

namespace waymark::partner {

namespace {

/// SHA-256 of bytes that come piece by piece.
class RunningDigest {
  public:
    RunningDigest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        CHECK(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, "no SHA-256");
    }
    void take(std::string_view bytes) {
        CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "SHA-256 failed");
    }
    [[nodiscard]] std::string hex() {
        std::array<unsigned char, 32> digest{};
        CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "SHA-256 failed");
        std::string text;
        for (const auto byte : digest) text += fmt::format("{:02x}", byte);
        return text;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::vector<std::uint32_t> parts_of(runtime::Bulk& bulk, runtime::InstanceId import) {
    auto numbers = bulk.slices(import);
    std::erase(numbers, partners_slice);
    return numbers;
}

}  // namespace

std::optional<Parts> read_parts(runtime::Bulk& bulk, runtime::InstanceId import,
                                const std::function<void(std::string_view)>& take,
                                const std::atomic<bool>& stop) {
    Parts parts;
    RunningDigest digest;
    for (const auto number : parts_of(bulk, import)) {
        if (stop) return std::nullopt;
        if (number != ++parts.count) {
            parts.missing = parts.count;
            break;
        }
        const auto bytes = bulk.slice(import, number);
        if (!bytes) return std::nullopt;
        digest.take(*bytes);
        take(*bytes);
    }
    if (stop) return std::nullopt;
    parts.digest = digest.hex();
    return parts;
}

ImportError part_missing(std::uint32_t number) {
    return {0,
            {},
            "PART_MISSING",
            {fmt::format("Part {} is missing; send it to a new import.", number),
             fmt::format("Нет части {}; отправьте файл заново новой загрузкой.", number)},
            {}};
}

std::optional<ImportReading> read_import(runtime::Bulk& bulk, runtime::InstanceId import, MeantPartner meant,
                                         const std::atomic<bool>& stop) {
    ImportReading reading{ConsumptionFile(std::move(meant)), {}, 0};
    const auto parts = read_parts(
        bulk, import, [&](std::string_view part) { reading.file.take(part); }, stop);
    if (!parts) return std::nullopt;
    if (parts->missing != 0) reading.file.object(part_missing(parts->missing));
    reading.file.finish();
    reading.digest = parts->digest;
    reading.parts = parts->count;
    return reading;
}

std::string partners_text(const std::map<std::string, runtime::InstanceId, std::less<>>& partners) {
    std::string text;
    for (const auto& [name, id] : partners) text += name + ';' + runtime::to_text(id) + '\n';
    return text;
}

MeantPartner partners_of(const std::string& text) {
    auto known = std::make_shared<std::map<std::string, runtime::InstanceId, std::less<>>>();
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        const auto middle = line.rfind(';');
        const auto id = middle == std::string_view::npos
                            ? std::nullopt
                            : runtime::parse_instance_id(line.substr(middle + 1));
        if (id) known->emplace(line.substr(0, middle), *id);
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return [known](std::string_view name) {
        const auto found = known->find(name);
        return found == known->end() ? PartnerMeant{} : PartnerMeant{PartnerMeant::Kind::one, found->second};
    };
}

std::string digest_of_parts(runtime::Bulk& bulk, runtime::InstanceId import) {
    RunningDigest digest;
    for (const auto number : parts_of(bulk, import)) digest.take(bulk.slice(import, number).value_or(""));
    return digest.hex();
}

}  // namespace waymark::partner
