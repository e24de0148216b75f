using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

public sealed class AptSourcesTests
{
    [Fact]
    public void One_line_sources_are_read_with_their_options()
    {
        var sources = AptSourcesReader.FromLines(
            """
            # deb http://old.example/debian bookworm main
            deb [arch=amd64 signed-by=/usr/share/keyrings/k.gpg] http://mirror.example/debian bookworm main contrib # ours
            deb-src http://mirror.example/debian bookworm main
            deb http://security.example/debian-security bookworm-security main
            """).ToList();

        Assert.Equal(["http://mirror.example/debian", "http://security.example/debian-security"], sources.Select(source => source.Uri));
        Assert.Equal(["main", "contrib"], sources[0].Components);
        Assert.Equal([("Architectures", "amd64"), ("signed-by", "/usr/share/keyrings/k.gpg")], sources[0].Options);
    }

    [Fact]
    public void Stanzas_are_read_with_comments_keys_and_switches()
    {
        var sources = AptSourcesReader.FromDeb822(
            """
            Types: deb deb-src
            # a comment between fields
            URIs: http://a.example/debian http://b.example/debian
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             -----END PGP PUBLIC KEY BLOCK-----

            Types: deb
            Enabled: no
            URIs: http://off.example/debian
            Suites: bookworm
            Components: main

            Types: deb-src
            URIs: http://source.example/debian
            Suites: bookworm
            Components: main
            """).ToList();

        Assert.Equal(["http://a.example/debian", "http://b.example/debian"], sources.Select(source => source.Uri));
        Assert.Equal(["bookworm", "bookworm-updates"], sources[0].Suites);
        Assert.Equal(
            ("Signed-By", "\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n -----END PGP PUBLIC KEY BLOCK-----"), Assert.Single(sources[0].Options));
    }

    [Fact]
    public void The_mirror_of_the_right_release_is_preferred()
    {
        var mirror = PrivateApt.ChooseMirror(
        [
            Source("https://vendor.example/tools", "stable"),
            Source("http://deb.example/debian-security", "bookworm-security"),
            Source("http://first.example/debian", "trixie"),
            Source("http://second.example/debian/", "bookworm", "bookworm-updates"),
        ]);

        Assert.Equal("http://second.example/debian/", mirror.Uri);
        Assert.Equal(["bookworm"], mirror.Suites);
        Assert.Equal(["main"], mirror.Components);
    }

    [Fact]
    public void Another_releases_mirror_has_the_right_release_too()
    {
        var mirror = PrivateApt.ChooseMirror([Source("http://first.example/debian", "trixie")]);

        Assert.Equal("http://first.example/debian", mirror.Uri);
        Assert.Equal(["bookworm"], mirror.Suites);
    }

    [Fact]
    public void A_machine_without_a_Debian_mirror_asks_Debians_own()
    {
        var mirror = PrivateApt.ChooseMirror([Source("http://archive.ubuntu.com/ubuntu", "noble")]);

        Assert.Equal("http://deb.debian.org/debian", mirror.Uri);
    }

    [Fact]
    public void The_private_source_offers_binaries_and_sources()
    {
        var text = PrivateApt.Render(new AptSource("http://m.example/debian", ["bookworm"], ["main"], [("Signed-By", "/k.gpg"), ("Trusted", "\n a\n b")]));

        Assert.Equal("Types: deb deb-src\nURIs: http://m.example/debian\nSuites: bookworm\nComponents: main\nSigned-By: /k.gpg\nTrusted:\n a\n b\n", text);
    }

    private static AptSource Source(string uri, params string[] suites) => new(uri, suites, ["main"], []);
}
